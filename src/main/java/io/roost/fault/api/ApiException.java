package io.roost.fault.api;

/** A request that is not granted, with the status that says so. */
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiException badBody(String what) {
        return new ApiException(400, "bad request body: " + what);
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
