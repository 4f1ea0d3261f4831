using EmailAgent.Silo;

namespace EmailAgent.Api.Hosting;

/// <summary>Connects the Api to the grains: with the embedded engine the silo runs in the same process.</summary>
internal static class Composition
{
    /// <summary>Adds the engine for the database <c>ConnectionStrings:Postgres</c>.</summary>
    /// <exception cref="InvalidOperationException">The connection string is missing.</exception>
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("Postgres")
            ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.");
        builder.AddSilo(connectionString);
        return builder;
    }
}
