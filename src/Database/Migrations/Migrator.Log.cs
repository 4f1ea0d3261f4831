using Microsoft.Extensions.Logging;

namespace EmailAgent.Database.Migrations;

public sealed partial class Migrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied the migration {Name}")]
    private partial void LogApplied(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database has all former migrations, which are recorded as {Baseline} from now on")]
    private partial void LogTakenOver(string baseline);
}
