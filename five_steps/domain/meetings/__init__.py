"""Joint meetings (联席会议): what they decide, who does it until when, and their minutes."""
