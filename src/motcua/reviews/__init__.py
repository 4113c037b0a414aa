"""Reviews: what procedures cost those who must follow them, what could be cut, and whether the saving came true."""
