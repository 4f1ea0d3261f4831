namespace EmailAgent.Storage.Migrations;

/// <summary>The database cannot be used by this program; the message says why and what to do, for the operator.</summary>
public sealed class MigrationException(string message, Exception? innerException = null) : Exception(message, innerException);
