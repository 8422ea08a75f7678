"""What the folder holds beside the itineraries: places, communes, tracks, photos, reviews, git."""
