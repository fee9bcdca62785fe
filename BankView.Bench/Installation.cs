using System.Security.Cryptography;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using BankView.Data.Users;

namespace BankView.Bench;

/// <summary>A real installation with its stores: on SQLite in a folder, or where the options say.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Any key will do, as long as a second process that opens the same data has the same.</summary>
    public static readonly string MasterKeyText = Convert.ToBase64String(SHA256.HashData("BankView.Bench"u8));

    private readonly MasterKey _masterKey;

    public Installation(string folder)
        : this(new DatabaseOptions { Folder = folder })
    {
    }

    public Installation(DatabaseOptions options)
    {
        var clock = TimeProvider.System;
        _masterKey = MasterKey.Load(MasterKeyText, path: "");
        Databases = Databases.Open(options);
        Keys = new MemberKeys(Databases, _masterKey, clock);
        Accounts = new AccountStore(Databases, Keys, clock);
        Consents = new ConsentStore(Databases, Keys, clock);
        Institutions = new InstitutionStore(Databases, _masterKey, clock);
        Imports = new ImportStore(Databases, Keys, new BankLinkStore(Databases, Keys, Consents, clock), Consents, clock);
        StatementAccounts = new StatementAccountStore(Databases, Keys, clock);
        Transactions = new TransactionStore(Databases, Keys, clock);
        Merchants = new MerchantStore(Databases, Keys, clock);
    }

    public Databases Databases { get; }

    public MemberKeys Keys { get; }

    public AccountStore Accounts { get; }

    public ConsentStore Consents { get; }

    public InstitutionStore Institutions { get; }

    public ImportStore Imports { get; }

    public StatementAccountStore StatementAccounts { get; }

    public TransactionStore Transactions { get; }

    public MerchantStore Merchants { get; }

    public async Task<UserId> AddMember()
    {
        var user = User.New(Guid.NewGuid().ToString("N"), isMember: true, isAdministrator: false, DateTimeOffset.UtcNow);
        await Databases.Data.Write((connection, transaction) => UserAccountStore.Insert(connection, transaction, user));
        return user.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        _masterKey.Dispose();
    }
}
