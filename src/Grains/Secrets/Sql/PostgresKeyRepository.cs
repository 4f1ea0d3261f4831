using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace EmailAgent.Grains.Secrets;

/// <summary>
/// The data protection key ring in PostgreSQL, shared by all processes of the product, encrypted under the master key if there is one.
/// </summary>
internal sealed class PostgresKeyRepository(NpgsqlDataSource dataSource, MasterKeys master) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = dataSource.OpenConnection();
        return [.. connection.Query<string>("SELECT xml FROM data_protection_keys ORDER BY id").Select(xml => master.Unwrap(XElement.Parse(xml)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = dataSource.OpenConnection();
        connection.Execute(
            "INSERT INTO data_protection_keys (friendly_name, xml) VALUES (@friendlyName, @xml)",
            new { friendlyName, xml = master.Wrap(element).ToString(SaveOptions.DisableFormatting) });
    }
}
