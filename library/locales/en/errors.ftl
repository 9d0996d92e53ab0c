# When something did not work. First what happened, then what to do. "Nothing was lost" only where it is true.
error-not-found-title = There is nothing here
error-not-found-words = The page may have moved, or it is not for this sign-in. You can go back to the start.
error-too-large-title = That is more than we can take at once
error-too-large-words = It was not saved. Make it shorter, or send it in two parts.
error-too-many-title = Too many tries for now
error-too-many-words = Please wait a few minutes, then try again. Nobody was told and nothing is locked for good.
error-not-understood-title = We could not read that
error-not-understood-words = It was not saved. Please go back and try again.
error-older-title = This page is from before
error-older-words = Something has changed since you opened it. It was not sent. Please open it again.
error-fault-title = Something went wrong on our side
error-fault-words = It is not because of anything you did. What you last sent may not be saved. Please try again, or tell your service this number: { $number }
error-not-saving-title = We cannot save right now
error-not-saving-words = You can still read everything. What you just wrote was not saved. Keep a copy of it if you can, and try again later.
error-damaged-title = Part of this record is damaged
error-damaged-words = It is here, but it cannot be read. It is not empty. Tell whoever looks after the service, with this number: { $number }
error-to-start = Go to the start
