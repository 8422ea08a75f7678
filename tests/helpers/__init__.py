"""What tests share: sample contents, a published site, a browser."""
