"""All escaping: only through here does what was typed enter HTML, XML, JSON or a comment."""
