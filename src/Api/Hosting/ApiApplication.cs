using EmailAgent.Api.Access;
using EmailAgent.Api.Admin;
using EmailAgent.Api.Analysis;
using EmailAgent.Api.Answers;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Categories;
using EmailAgent.Api.Composition;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Drafts;
using EmailAgent.Api.Editing;
using EmailAgent.Api.Events;
using EmailAgent.Api.Health;
using EmailAgent.Api.Http;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Jobs;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Organizations;
using EmailAgent.Api.Outgoing;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Priority;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Projects;
using EmailAgent.Api.Protection;
using EmailAgent.Api.Push;
using EmailAgent.Api.RateLimits;
using EmailAgent.Api.Retrieval;
using EmailAgent.Api.SavedSearches;
using EmailAgent.Api.Search;
using EmailAgent.Api.Shares;
using EmailAgent.Api.SignIn;
using EmailAgent.Api.Slack;
using EmailAgent.Api.Sync;
using EmailAgent.Api.Tasks;
using EmailAgent.Api.Templates;
using EmailAgent.Api.Times;
using EmailAgent.Api.Uploads;
using EmailAgent.Api.Web;
using EmailAgent.Api.Webhooks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Api.Hosting;

/// <summary>The composition of the HTTP front end.</summary>
internal static class ApiApplication
{
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.AddListener();
        builder.AddLogFilters();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.AddAnswerBudget(builder.Configuration);
        builder.Services.AddAttachmentDownloads();
        builder.Services.AddUploadDownloads();
        builder.Services.AddSingleton<FailureLog>();
        builder.Services.AddSingleton<ReadinessCheck>();
        builder.Services.AddIdentity(builder.Configuration);
        builder.Services.AddEvents();
        builder.Services.AddOtherSites(builder.Configuration);
        builder.Services.AddAnswerCompression();
        builder.Services.AddApiDocument();
        builder.Services.AddWebUi(builder.Configuration);
        return builder;
    }

    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<HeadMiddleware>();
        app.UseMiddleware<RequestOriginMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseWebUi();
        app.UseResponseCompression();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<BodyLimitMiddleware>();
        app.UseMiddleware<CrossSiteMiddleware>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = EventPump.HeartbeatInterval, KeepAliveTimeout = EventPump.HeartbeatInterval });
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<TimeLimitMiddleware>();
        app.UseAuthentication();
        app.UseMiddleware<RateLimitMiddleware>();
        app.UseAuthorization();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<AddressEncodingMiddleware>();
        app.UseMiddleware<UnknownParameterMiddleware>();
        app.UseMiddleware<BodyEncodingMiddleware>();
        app.UseMiddleware<UnexpectedBodyMiddleware>();
        app.UseMiddleware<IfMatchMiddleware>();
        app.UseMiddleware<IdempotencyMiddleware>();
        return app;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        app.MapHealthEndpoints();
        app.MapApiDocument();
        app.MapIdentityEndpoints();
        app.MapPushEndpoints();

        var api = app.MapGroup("/api/v1");
        api.MapRecoveryEndpoints();
        api.MapSessionEndpoints();
        api.MapSecondFactorEndpoints();
        api.MapProfileEndpoints();
        api.MapApiKeyEndpoints();
        api.MapConnectionEndpoints();
        api.MapCompositionEndpoints();
        api.MapSignInEndpoints();
        api.MapSyncEndpoints();
        api.MapWatchEndpoints();
        api.MapEmailEndpoints();
        api.MapAttachmentEndpoints();
        api.MapUploadEndpoints();
        api.MapInboxEndpoints();
        api.MapDraftEndpoints();
        api.MapLabelEndpoints();
        api.MapLabelEditEndpoints();
        api.MapOutgoingEndpoints();
        api.MapSearchEndpoints();
        api.MapSavedSearchEndpoints();
        api.MapPriorityEndpoints();
        api.MapCategoryEndpoints();
        api.MapTaskEndpoints();
        api.MapProjectEndpoints();
        api.MapRetrievalEndpoints();
        api.MapAnalysisEndpoints();
        api.MapSendTimeEndpoints();
        api.MapTemplateEndpoints();
        api.MapProtectionEndpoints();
        api.MapEventEndpoints();
        api.MapWebhookEndpoints();
        api.MapSlackEndpoints();
        api.MapAdminEndpoints();
        api.MapAuditEndpoints();
        api.MapJobEndpoints();
        api.MapSetupEndpoints();
        api.MapOrganizationEndpoints();
        api.MapMemberEndpoints();
        api.MapShareEndpoints();
        return app;
    }
}
