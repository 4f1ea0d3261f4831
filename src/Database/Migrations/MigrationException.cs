namespace EmailAgent.Database.Migrations;

/// <summary>The database cannot be used by this version. The message states the reason and the remedy for the operator.</summary>
public sealed class MigrationException(string message, Exception? innerException = null) : Exception(message, innerException);
