using EmailAgent.Api.Access;
using EmailAgent.Api.Admin;
using EmailAgent.Api.Answers;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Events;
using EmailAgent.Api.Health;
using EmailAgent.Api.Http;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Mail;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Organizations;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Push;
using EmailAgent.Api.RateLimits;
using EmailAgent.Api.Search;
using EmailAgent.Api.Shares;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Api.Hosting;

/// <summary>What the HTTP front end is made of.</summary>
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
        builder.Services.AddSingleton<FailureLog>();
        builder.Services.AddSingleton<ReadinessCheck>();
        builder.Services.AddIdentity(builder.Configuration);
        builder.Services.AddEvents();
        builder.Services.AddOtherSites(builder.Configuration);
        builder.Services.AddAnswerCompression();
        builder.Services.AddApiDocument();
        return builder;
    }

    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseMiddleware<HeadMiddleware>();
        app.UseMiddleware<RequestOriginMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
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
        app.UseMiddleware<UnknownParameterMiddleware>();
        app.UseMiddleware<UnexpectedBodyMiddleware>();
        app.UseMiddleware<IfMatchMiddleware>();
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
        api.MapSignInEndpoints();
        api.MapSyncEndpoints();
        api.MapWatchEndpoints();
        api.MapEmailEndpoints();
        api.MapAttachmentEndpoints();
        api.MapInboxEndpoints();
        api.MapLabelEndpoints();
        api.MapLabelEditEndpoints();
        api.MapSearchEndpoints();
        api.MapEventEndpoints();
        api.MapAdminEndpoints();
        api.MapAuditEndpoints();
        api.MapSetupEndpoints();
        api.MapOrganizationEndpoints();
        api.MapMemberEndpoints();
        api.MapShareEndpoints();
        return app;
    }
}
