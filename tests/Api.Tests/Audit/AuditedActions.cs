using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Audit;

/// <summary>What the log has about somebody.</summary>
internal static class AuditedActions
{
    /// <summary>Waits for an entry and answers it, the newest first where there are more.</summary>
    /// <param name="host">Whose log.</param>
    /// <param name="userId">Whom it is about or who did it; null for anybody, in a host of the test's own.</param>
    /// <param name="action">Which action.</param>
    /// <param name="outcome">How it ended.</param>
    public static async Task<AuditRecord> AuditedAsync(this ApiHost host, Guid? userId, string action, string outcome = "succeeded")
    {
        var reader = host.Services.GetRequiredService<AuditReader>();
        AuditRecord? found = null;
        await Eventually.True(async () => (found = (await reader.ListAsync(new AuditFilter(userId, action, null, null, null, 1, outcome), after: null, default)).SingleOrDefault()) is not null);
        return found!;
    }
}
