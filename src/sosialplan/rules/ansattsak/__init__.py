"""The case about an employee (opplæringslova § 12-5): from whom it is kept, and what that means."""
