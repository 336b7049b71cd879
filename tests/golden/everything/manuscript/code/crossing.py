"""When the road to Sull is bare."""

# ANCHOR: window
def window(low_water: float, height: float) -> tuple[float, float]:
    """The hours between which one may walk, by the clock."""
    margin = 0.5 if height > 1.2 else 0.0  # <1>
    return low_water - 2 + margin, low_water + 1.5 - margin  # <2>
# ANCHOR_END: window


if __name__ == "__main__":
    print(window(13.1, 0.8))
