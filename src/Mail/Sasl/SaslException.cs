namespace EmailAgent.Mail.Sasl;

/// <summary>The server broke the rules of a mechanism or could not prove who it is. Carries nothing that is secret.</summary>
public sealed class SaslException(string message) : Exception(message);
