namespace EmailAgent.Grains.Audit;

/// <summary>The configured key of the audit log is not the one that the log is written with; the message names the required key for the operator.</summary>
internal sealed class AuditKeyException(string message) : Exception(message);
