"""劳动能力鉴定 — intake, panels drawn at random, opinions, conclusions by grade and care level, confirmations."""
