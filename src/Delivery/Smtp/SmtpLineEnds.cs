namespace EmailAgent.Delivery.Smtp;

/// <summary>
/// Treatment of CR and LF that stand alone. They are never sent unchanged: servers that take them for line ends would find commands
/// in the middle of a message (SMTP smuggling).
/// </summary>
public enum SmtpLineEnds
{
    /// <summary>Replaces each by a line end.</summary>
    Normalize,

    /// <summary>A message that has any is refused (<see cref="InvalidDataException"/>).</summary>
    Refuse,
}
