"""The Explore workspace: pictures of the codings, and the passages behind each mark."""
