# What anyone may see, before anything is unlocked. Nothing here says what this is about.
cover-title = Today
cover-next = Coming up
cover-none = Nothing is coming up.
cover-damaged = Something here cannot be read right now. It is still here, and it is not empty.
cover-practical = Good to know
cover-calm = A few quiet minutes
cover-urgent = If something cannot wait
cover-urgent-anywhere = Call the emergency number of the country you are in.
cover-open = Open the rest
