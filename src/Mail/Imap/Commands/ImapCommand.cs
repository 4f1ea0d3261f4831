using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>
/// One command: what it sends, which responses it takes as its answer, what it makes of them. Does no I/O, so each can be
/// tested with responses alone.
/// </summary>
internal abstract class ImapCommand
{
    /// <summary>Name for errors, without arguments.</summary>
    public abstract string Name { get; }

    /// <summary>Writes everything after the tag.</summary>
    public abstract void Write(CommandWriter writer);

    /// <summary>Takes an untagged response as part of the answer, or leaves it to the session.</summary>
    public virtual bool Accept(ImapResponse response) => false;

    /// <summary>What to answer to a continuation that is not the go-ahead for a literal; null if none was expected.</summary>
    public virtual string? Continue(string challenge) => null;

    /// <summary>The server said OK.</summary>
    public virtual void Complete(StatusResponse tagged)
    {
    }

    /// <summary>True if this NO or BAD is an answer too, not an error; the command has then taken it in.</summary>
    public virtual bool Tolerates(StatusResponse refusal) => false;

    /// <summary>True if the answer is handed out as it comes: it may then take any time and size, and the command bounds its number.</summary>
    public virtual bool Streams => false;

    /// <summary>
    /// True if nothing else may be under way: the command changes the state of the connection, needs an answer in its
    /// middle, or its answer could be taken for another's (RFC 9051 section 5.5).
    /// </summary>
    public virtual bool RunsAlone => true;

    /// <summary>True if it speaks of UIDs, which mean messages of the mailbox that was selected when it was given.</summary>
    public virtual bool ConcernsMessages => false;

    /// <summary>For commands that need not run alone: true if each response could be told to belong to this or to <paramref name="other"/>.</summary>
    public virtual bool MayRunBeside(ImapCommand other) => Name != other.Name;

    /// <summary>True if BYE is part of the answer and no error.</summary>
    public virtual bool ExpectsBye => false;
}
