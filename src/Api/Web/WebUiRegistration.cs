namespace EmailAgent.Api.Web;

/// <summary>The web UI, if it is installed.</summary>
internal static class WebUiRegistration
{
    private const string RootKey = "Web:Root";

    /// <summary>Adds the files of the web UI in the folder <c>Web:Root</c>. Default: <c>wwwroot</c> beside the program.</summary>
    public static IServiceCollection AddWebUi(this IServiceCollection services, IConfiguration configuration)
    {
        var root = configuration[RootKey] is { Length: > 0 } configured ? configured : Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return services.AddSingleton(WebFiles.Load(root));
    }

    /// <summary>Answers requests for the web UI. Without its files the middleware is left out, and <c>/</c> is the API's.</summary>
    public static void UseWebUi(this WebApplication app)
    {
        if (app.Services.GetRequiredService<WebFiles>().Any)
            app.UseMiddleware<WebUiMiddleware>();
    }
}
