namespace EmailAgent.Mail.Transport;

/// <summary>Failure to connect, which each protocol converts to its own error.</summary>
internal sealed class DialException(DialStage stage, string message, Exception? inner = null) : Exception(message, inner)
{
    public DialStage Stage => stage;
}
