namespace EmailAgent.Grains;

/// <summary>A grain could not use the database. The driver's own exceptions do not cross a process boundary.</summary>
[GenerateSerializer, Alias("database-unavailable")]
public sealed class DatabaseUnavailableException() : Exception("The database is unavailable at the moment.");
