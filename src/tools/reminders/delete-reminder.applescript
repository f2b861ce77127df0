-- Deletes a reminder.
-- Parameters: name of its list; its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	set {listName, anId} to argv
	with timeout of 60 seconds
		tell application "Reminders"
			set theList to first list whose name is listName
			if not (exists reminder id anId of theList) then return "gone"
			delete reminder id anId of theList
			return "deleted"
		end tell
	end timeout
end run
