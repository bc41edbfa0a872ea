"""The synthetic city: a fictitious Changzhou of any size, with planted violations, tempting innocents and the truth beside them.

Nobody in it lives: see `identifiers` for how every number passes its checks and yet belongs to nobody. The truth is written by the
scenarios as they plant their rows; nothing here knows the comparison rules, so that the rules can be judged by it.
"""

VERSION = 1
