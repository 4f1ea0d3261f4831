using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>
/// One IMAP command: what it sends, which responses it accepts and what it returns. Does no I/O, so that each command can be tested
/// with responses alone.
/// </summary>
internal abstract class ImapCommand
{
    /// <summary>Name for errors, without arguments.</summary>
    public abstract string Name { get; }

    /// <summary>Writes everything after the tag.</summary>
    public abstract void Write(CommandWriter writer);

    /// <summary>Takes an untagged response as part of the answer, or leaves it to the session.</summary>
    public virtual bool Accept(ImapResponse response) => false;

    /// <summary>
    /// Returns whether a response that the command has accepted also reports a change that was not requested, so that the session must
    /// record it.
    /// </summary>
    public virtual bool LeavesReport(ImapResponse accepted) => false;

    /// <summary>Returns the reply to a continuation that is not the go-ahead for a literal; null if none was expected.</summary>
    public virtual string? Continue(string challenge) => null;

    /// <summary>Completes the command after the tagged OK.</summary>
    public virtual void Complete(StatusResponse tagged)
    {
    }

    /// <summary>Returns whether this NO or BAD is a result rather than an error; the command has then recorded it.</summary>
    public virtual bool Tolerates(StatusResponse refusal) => false;

    /// <summary>Indicates whether the answer is streamed. It then has no limit on time and size, and the command limits the number of items.</summary>
    public virtual bool Streams => false;

    /// <summary>
    /// Indicates whether no other command can run at the same time: the command changes the state of the connection, needs a reply in
    /// its middle, or its responses could be confused with another command's (RFC 9051 section 5.5).
    /// </summary>
    public virtual bool RunsAlone => true;

    /// <summary>Indicates whether the command uses UIDs, which refer to the mailbox that was selected when the command was created.</summary>
    public virtual bool ConcernsMessages => false;

    /// <summary>
    /// Returns whether each response can be attributed to this command or to <paramref name="other"/>. Applies to commands that need
    /// not run alone.
    /// </summary>
    public virtual bool MayRunBeside(ImapCommand other) => Name != other.Name;

    /// <summary>Indicates whether BYE is part of the answer and not an error.</summary>
    public virtual bool ExpectsBye => false;
}
