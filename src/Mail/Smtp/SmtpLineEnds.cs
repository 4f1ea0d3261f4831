namespace EmailAgent.Mail.Smtp;

/// <summary>
/// What to do with CR and LF that stand alone. They never go out as they are: servers that take them for line ends would
/// find commands in the middle of a message (SMTP smuggling).
/// </summary>
public enum SmtpLineEnds
{
    /// <summary>Each becomes a line end of its own.</summary>
    Normalize,

    /// <summary>A message that has any is refused (<see cref="InvalidDataException"/>).</summary>
    Refuse,
}
