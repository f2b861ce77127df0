-- Makes a note and shows it.
-- Parameters: name; what stands below it, as HTML; the folder's name, or "" for the default one.
-- Result: the row name, folder, id of the note, as they are now in Notes.
on run argv
	set {aName, someHtml, folderName} to argv
	with timeout of 60 seconds
		tell application "Notes"
			if folderName is "" then
				set theFolder to default folder of default account
			else
				set theFolder to first folder whose name is folderName
			end if
			if someHtml is "" then
				-- an empty body would take the name away
				set theNote to make new note at theFolder with properties {name:aName}
			else
				set theNote to make new note at theFolder with properties {name:aName, body:someHtml}
			end if
			show theNote
			return (name of theNote) & (character id 31) & (name of container of theNote) & (character id 31) & (id of theNote)
		end tell
	end timeout
end run
