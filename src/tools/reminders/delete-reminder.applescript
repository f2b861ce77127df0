-- Deletes a reminder.
-- Parameters: name of its list; its id.
-- Result: "deleted", or "gone" when it is not there any more.
on run argv
	set {listName, anId} to argv
	with timeout of 60 seconds
		tell application "Reminders"
			set found to every reminder of (first list whose name is listName) whose id is anId
			if found is {} then return "gone"
			delete item 1 of found
			return "deleted"
		end tell
	end timeout
end run
