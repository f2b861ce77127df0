-- Deletes a note; Notes keeps it in Recently Deleted for thirty days.
-- Parameters: its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	with timeout of 60 seconds
		tell application "Notes"
			set found to every note whose id is (item 1 of argv)
			if found is {} then return "gone"
			if name of container of item 1 of found is "Recently Deleted" then return "gone"
			delete item 1 of found
			return "deleted"
		end tell
	end timeout
end run
