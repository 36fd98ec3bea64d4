"""The values that all rooms share: resolutions, addresses, labels, document symbols. Frozen; standard library only."""
