using System.Reflection;

namespace EmailAgent.Database.Migrations;

/// <summary>An assembly with embedded migrations: resources named <c>migrations/NAME.sql</c>, or <c>migrations/NAME/PART.sql</c> for one in several parts.</summary>
public sealed record MigrationSource(Assembly Assembly);
