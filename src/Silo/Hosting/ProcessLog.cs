using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmailAgent.Silo.Hosting;

/// <summary>Logging of every process of the product, API or silo, unless its configuration overrides it.</summary>
internal static class ProcessLog
{
    // One line per entry, with the time in UTC.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
    };

    /// <summary>
    /// Sets the format and the levels. An outage of the database is logged once and then as counts, regardless of which component
    /// detects it.
    /// </summary>
    public static void AddProcessLog(this IHostApplicationBuilder builder)
    {
        // First, so that every other source of the configuration overrides it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Services.Configure<LoggerFilterOptions>(AddQuietCategories);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(CreateFactory));
    }

    // Warnings only; the configuration can set another level.
    private static void AddQuietCategories(LoggerFilterOptions options)
    {
        // Of rules for the same category the last one counts: those of the configuration are added later.
        options.Rules.Insert(0, new LoggerFilterRule(null, "Orleans", LogLevel.Warning, null));
        options.Rules.Insert(0, new LoggerFilterRule(null, "Polly", LogLevel.Warning, null)); // Orleans places grains through it and logs each placement.
    }

    private static OutageLog CreateFactory(IServiceProvider services) => new(
        new LoggerFactory(
            services.GetServices<ILoggerProvider>(),
            services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(),
            services.GetRequiredService<IOptions<LoggerFactoryOptions>>(),
            services.GetService<IExternalScopeProvider>()),
        services.GetRequiredService<TimeProvider>());
}
