namespace EmailAgent.Api.Hosting;

internal static class LogFilters
{
    // Logs the whole address of each request: searches, and the access tokens that browsers have to send there.
    private const string RequestAddresses = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Keeps what the framework would log of requests from the log, whatever level is configured for the rest of it.</summary>
    public static void AddLogFilters(this WebApplicationBuilder builder) => builder.Logging.AddFilter(RequestAddresses, LogLevel.Warning);
}
