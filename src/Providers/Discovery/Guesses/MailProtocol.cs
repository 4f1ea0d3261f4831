namespace EmailAgent.Providers.Discovery.Guesses;

/// <summary>The protocol that a server is expected to speak.</summary>
public enum MailProtocol
{
    Imap,
    Smtp,
}
