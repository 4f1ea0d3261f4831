namespace EmailAgent.Testing;

/// <summary>Treatment of a command or a response by an <see cref="ImapFaultProxy"/>.</summary>
public abstract record ImapFault
{
    /// <summary>Passes it on.</summary>
    public static readonly ImapFault None = new Passed();

    /// <summary>Closes the connection.</summary>
    public static readonly ImapFault Close = new Closed();

    /// <summary>Leaves a response out.</summary>
    public static readonly ImapFault LeaveOut = new LeftOut();

    /// <summary>Sends the response of a message with NIL in place of its content.</summary>
    public static readonly ImapFault NoContent = new Emptied();

    /// <summary>Sends half of a response and closes the connection.</summary>
    public static readonly ImapFault Cut = new Halved();

    /// <summary>Sends something that is not IMAP.</summary>
    public static readonly ImapFault Garble = new Garbled();

    private ImapFault()
    {
    }

    /// <summary>Answers a command in the server's place, with text such as <c>NO [UNAVAILABLE] later</c>.</summary>
    public static ImapFault Answer(string text) => new Answered(text);

    /// <summary>Sends BYE with this text and closes the connection.</summary>
    public static ImapFault Bye(string text) => new Dismissed(text);

    internal sealed record Passed : ImapFault;

    internal sealed record Closed : ImapFault;

    internal sealed record LeftOut : ImapFault;

    internal sealed record Emptied : ImapFault;

    internal sealed record Halved : ImapFault;

    internal sealed record Garbled : ImapFault;

    internal sealed record Answered(string Text) : ImapFault;

    internal sealed record Dismissed(string Text) : ImapFault;
}
