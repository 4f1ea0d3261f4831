using EmailAgent.Database.Migrations;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Health;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Organizations;
using EmailAgent.Grains.Quota;
using EmailAgent.Grains.RateLimits;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Shares;
using EmailAgent.Grains.SignIn;
using EmailAgent.Grains.Sync;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrainRegistration
{
    /// <summary>Adds all features: their migrations, their stores, their options and the services of their grains. The host adds Orleans, the database and secrets.</summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration) => services
        .AddMigrationsOf(typeof(GrainRegistration).Assembly)
        .AddAccess()
        .AddEvents()
        .AddMail()
        .AddSearch()
        .AddSavedSearches(configuration)
        .AddPriority()
        .AddCategories()
        .AddTasks(configuration)
        .AddProjects(configuration)
        .AddRetrieval()
        .AddTemplates(configuration)
        .AddComposition(configuration)
        .AddProtection(configuration)
        .AddHealth()
        .AddOrganizations()
        .AddAudit(configuration)
        .AddAdmin(configuration)
        .AddIdentity(configuration)
        .AddLockout(configuration)
        .AddSecondFactor()
        .AddNotices()
        .AddErasure()
        .AddBlobs()
        .AddUploads(configuration)
        .AddIdempotency()
        .AddApiKeys()
        .AddShares()
        .AddRateLimits(configuration)
        .AddConnections(configuration)
        .AddDrafts(configuration)
        .AddSync()
        .AddReplies()
        .AddEditing()
        .AddOutgoing(configuration)
        .AddSignIn(configuration)
        .AddQuota()
        .AddPush()
        .AddJobs(configuration)
        .AddModels(configuration)
        .AddAnalysis()
        .AddWebhooks(configuration)
        .AddSlack(configuration)
        .AddRecurringWorks();
}
