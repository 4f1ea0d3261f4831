using Npgsql;

namespace EmailAgent.Silo.Hosting;

/// <summary>A pool of connections that this process has to the database of the installation.</summary>
internal sealed record DatabasePool(NpgsqlDataSource Connections);
