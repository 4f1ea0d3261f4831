namespace EmailAgent.Mail.Transport;

/// <summary>No connection came about. Each protocol turns it into its own error.</summary>
internal sealed class DialException(DialStage stage, string message, Exception? inner = null) : Exception(message, inner)
{
    public DialStage Stage => stage;
}
