using EmailAgent.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace EmailAgent.Silo.Tests.Hosting;

public sealed class ProcessLogTests
{
    [Fact]
    public void Format_NotConfigured_IsOneLineWithTheTimeInUtc()
    {
        var options = Options([]);

        Assert.True(options.SingleLine);
        Assert.True(options.UseUtcTimestamp);
        Assert.Equal("yyyy-MM-ddTHH:mm:ss.fffZ ", options.TimestampFormat);
    }

    [Fact]
    public void Format_Configured_IsKept()
    {
        var options = Options(new Dictionary<string, string?> { ["Logging:Console:FormatterOptions:SingleLine"] = "false" });

        Assert.False(options.SingleLine);
        Assert.True(options.UseUtcTimestamp);
    }

    private static SimpleConsoleFormatterOptions Options(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddProcessLog();
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptionsMonitor<SimpleConsoleFormatterOptions>>().CurrentValue;
    }
}
