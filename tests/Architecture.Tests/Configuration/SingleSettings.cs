namespace EmailAgent.Architecture.Tests.Configuration;

/// <summary>Settings that are read one by one, and those of the host and of <c>./run</c>.</summary>
internal static class SingleSettings
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("ConnectionStrings__Postgres", "with `./run` a private one", "The PostgreSQL database, as an Npgsql connection string. The role must own the database, and need not be a superuser."),
        new("ASPNETCORE_URLS", "from `PORT`", "The addresses on which the API listens, such as `http://+:8080`."),
        new("PORT", "`8080`", "The port on 127.0.0.1 if `ASPNETCORE_URLS` is not set."),
        new("DATA_DIR", "`.data`", "The folder for blobs, and for the database, keys and logs of `./run`."),
        new("Http__RequestTimeout", "`00:01:40`", "The time that a request may take; event streams, sockets, raw messages and attachments may take longer."),
        new("Http__TrustedProxies__0", "none", "A network of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted, such as `10.0.0.0/8`."),
        new("Idempotency__Wait", "`00:00:10`", "The longest wait of a repetition with the same `Idempotency-Key` for the answer to the first request."),
        new("Cors__Origins__0", "none", "The origin of another site whose pages may call the API in a browser, such as `https://mail.example.org`."),
        new("Web__Root", "`wwwroot` beside the program", "The folder with the built web UI. If it does not exist, there is no UI, and `/` leads to the API pages."),
        new("Logging__LogLevel__Default", "`Information`", "The minimum level that is logged; see [logs](../topics/logs.md)."),
        new("AllowedHosts", "`*`", "The host names that requests may be sent to, separated by semicolons."),
    ];
}
