# The next action that an answer about safety asks for: what, who, by when. For staff, then the client.
safety-title = Next action
safety-open = { $what } { $who }, by { $when }.
safety-late = { $what } { $who }. This was due by { $when }, and nobody has said anything yet.
safety-taken = { $who } is to see to it by { $when }.
safety-taken-late = { $who } was to see to it by { $when }. Nobody has said that it was done.
safety-handed-over = { $what } It was passed on and waits for the next person. It is due by { $when }.
safety-done = Done.
safety-tag-late = Late
safety-step-anew = { $when }: a new answer asks for it again. { $to }
safety-step-moved = { $when }, { $name }: changed. { $to }
safety-step-taken = { $when }, { $name }: { $to } will do this.
safety-step-handed-over = { $when }, { $name }: passed on.
safety-step-done = { $when }, { $name }: done.
safety-say-done = What was done
safety-keep-done = It is done
safety-hand-over = I cannot see to it
safety-hand-over-said = The next person of the team hears at once that something waits; after them the service lead. The client reads what you write here.
safety-say-hand-over = What they should know
safety-keep-hand-over = Pass it on
safety-supervisor = A next action for this client is late. Please speak with { $who }.
safety-counts-title = Next actions about safety
safety-counts-open = { $count ->
    [0] None is open.
    [one] One is open.
   *[other] { $count } are open.
}
safety-counts-late = { $count ->
    [one] One is late; it was due { $since }.
   *[other] { $count } are late; the first was due { $since }.
}
safety-counts-damaged = { $count ->
    [one] One cannot be read. Run attune verify.
   *[other] { $count } cannot be read. Run attune verify.
}
safety-counts-said = How many and how late, and nothing else: whose they are, and what they are about, is for those who treat them. Each late one has been brought to the next named person.
safety-mine = { $who } is to speak with you about this by { $when }.
safety-mine-late = { $who } was to speak with you about this by { $when }, and that has not happened. Someone else has been told. If you need someone now, do not wait for us.

## Answers from paper, where the words are not here
paper-numbered = Question { $number }
paper-numbered-title = { $measure }, from paper
paper-numbered-said = The words of this are not here. Put in what was answered on the paper in front of you, by its numbers. What was not asked stays open.
paper-numbered-link = Put in a result from paper: { $measure }

place-safety = Safety
