-- Notes whose name contains a text, all of them for "".
-- Parameters: the text; the folder's name, or "" for every folder.
-- Result: for each note the row id, name, folder, date changed as ISO text.
on run argv
	set {wanted, folderName} to argv
	set answer to ""
	with timeout of 60 seconds
		tell application "Notes"
			if folderName is "" then
				set found to every note whose name contains wanted
			else
				set found to every note of (first folder whose name is folderName) whose name contains wanted
			end if
			repeat with aNote in found
				set changed to (modification date of aNote) as «class isot» as string
				set answer to answer & (id of aNote) & (character id 31) & (name of aNote) & (character id 31) & (name of container of aNote) & (character id 31) & changed & (character id 30)
			end repeat
		end tell
	end timeout
	return answer
end run
