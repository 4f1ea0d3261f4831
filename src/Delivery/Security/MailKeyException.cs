namespace EmailAgent.Delivery.Security;

/// <summary>A key that cannot be used; the message is one sentence for its owner.</summary>
public sealed class MailKeyException(string message, Exception? inner = null) : Exception(message, inner);
