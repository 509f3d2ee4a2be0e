#include "web/certificate.h"

#include <algorithm>

namespace footprint::web {

namespace {

using boost::system::error_code;

Problem unusable(const std::string& file, const std::string& what, const error_code& why) {
    return {Problem::Kind::unreadable,
            {file, 0, 0, {}},
            what + " (" + why.message() + "). Name a file in PEM that this account may read."};
}

}  // namespace

Certificate::Certificate(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)), key_file_(std::move(key_file)) {}

Result<std::unique_ptr<Certificate>> Certificate::of(std::string certificate_file, std::string key_file,
                                                     std::function<void(std::string_view)> note) {
    std::unique_ptr<Certificate> certificate(
        new Certificate(std::move(certificate_file), std::move(key_file)));
    certificate->note_ = std::move(note);
    certificate->of_ = certificate->written_at();
    auto context = certificate->read();
    if (!context) return context.problems();
    certificate->context_ = std::move(context).value();
    certificate->looked_at_ = std::chrono::steady_clock::now();
    return certificate;
}

Result<std::shared_ptr<Certificate::Context>> Certificate::read() const {
    auto context = std::make_shared<Context>(Context::tls_server);
    error_code ec;
    context->set_options(Context::default_workarounds | Context::no_tlsv1 | Context::no_tlsv1_1 |
                             Context::no_sslv2 | Context::no_sslv3 | Context::no_compression,
                         ec);
    if (ec) return unusable(certificate_file_, "TLS cannot be set up", ec);
    // Forward secrecy and authenticated encryption only, in an order of ours; TLS 1.3 has no others.
    ::SSL_CTX_set_options(context->native_handle(), SSL_OP_CIPHER_SERVER_PREFERENCE);
    const bool has_ciphers =
        ::SSL_CTX_set_cipher_list(context->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
    ensure(has_ciphers, "the ciphers are there in every OpenSSL that is taken");
    context->use_certificate_chain_file(certificate_file_, ec);
    if (ec) return unusable(certificate_file_, "The certificate cannot be used", ec);
    context->use_private_key_file(key_file_, Context::pem, ec);
    if (ec) return unusable(key_file_, "The key cannot be used, or belongs to another certificate", ec);
    return context;
}

std::filesystem::file_time_type Certificate::written_at() const {
    std::error_code ignored;
    const auto certificate = std::filesystem::last_write_time(certificate_file_, ignored);
    const auto key = std::filesystem::last_write_time(key_file_, ignored);
    return std::max(certificate, key);
}

std::shared_ptr<Certificate::Context> Certificate::now() {
    const std::lock_guard lock(mutex_);
    const auto time = std::chrono::steady_clock::now();
    if (time - looked_at_ < pause) return context_;
    looked_at_ = time;
    const auto written = written_at();
    if (written == of_) return context_;
    of_ = written;
    auto renewed = read();
    if (renewed) {
        context_ = std::move(renewed).value();
        if (note_) note_("the certificate was renewed");
    } else if (note_) {
        note_("the renewed certificate cannot be used, the one before stays: " +
              printed(renewed.problems().front()));
    }
    return context_;
}

}  // namespace footprint::web
