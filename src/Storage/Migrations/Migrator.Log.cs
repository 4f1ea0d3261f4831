using Microsoft.Extensions.Logging;

namespace EmailAgent.Storage.Migrations;

public sealed partial class Migrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied the migration {Name}")]
    private partial void LogApplied(string name);
}
