namespace EmailAgent.Delivery.Notices;

/// <summary>A mail of this installation to one person.</summary>
/// <param name="To">The address.</param>
/// <param name="Text">Plain text, lines ended by LF.</param>
public sealed record Notice(string To, string Subject, string Text);
