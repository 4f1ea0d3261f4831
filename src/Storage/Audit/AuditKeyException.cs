namespace EmailAgent.Storage.Audit;

/// <summary>The configured key of the audit log is not the one that the log is written with; the message says which is needed, for the operator.</summary>
public sealed class AuditKeyException(string message) : Exception(message);
