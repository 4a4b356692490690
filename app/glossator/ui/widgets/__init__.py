"""Small pieces that several workspaces share."""
