namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>What Dovecot says of one message (RFC 3501 section 7.4.2).</summary>
internal sealed record DovecotReading(ImapList Envelope, ImapList Structure);
