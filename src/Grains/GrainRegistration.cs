using EmailAgent.Grains.Admin;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Shares;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrainRegistration
{
    /// <summary>Adds what the grains need beside the engine and storage.</summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration) => services
        .AddAudit(configuration)
        .AddAdmin(configuration)
        .AddIdentity(configuration)
        .AddLockout(configuration)
        .AddSecondFactor()
        .AddNotices()
        .AddErasure()
        .AddApiKeys()
        .AddShares()
        .AddRateLimits(configuration)
        .AddMailboxes(configuration)
        .AddPush()
        .AddRecurringWorks();
}
